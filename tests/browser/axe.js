// What axe-core finds, all of its rules asked: a list of words.
() => axe.run(document, { resultTypes: ["violations"] }).then((answer) => answer.violations.flatMap((one) =>
  one.nodes.map((node) => `${one.id}: ${one.help}: ${node.html.slice(0, 160)} (${node.failureSummary})`)))
