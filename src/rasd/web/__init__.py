"""The desk in a browser: pages that read without a script, the same as JSON, judgements, accounts.

``pages``      what each page knows: one frozen dataclass a page, the same under ``/api``
``asking``     from a desk to a page
``faces``      from a page to HTML: templates, language, links
``reading``    the addresses that show; ``acting`` those that change something; ``api`` those for programs
``visitors``   who asks: accounts, sessions, roles, tokens against forged forms
``passwords``, ``limits``, ``guard``   what keeps others out
``app``        all of it put together; ``serving`` runs it
"""
