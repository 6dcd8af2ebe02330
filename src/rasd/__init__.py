"""Rasd (رصد): who said it, through which chain, who copied whom, and from how many independent origins."""
