"use strict";
// Two small things that make reading easier. Without them every page reads as well.

// Arrow keys walk the drawing of the chains: along a step, or to the next node of a layer.
for (const svg of document.querySelectorAll("svg.lineage")) {
  const nodes = [...svg.querySelectorAll(".node")];
  const steps = [...svg.querySelectorAll(".step")];
  const middle = (node) => {
    const box = node.querySelector(".box").getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const light = (id) => {
    for (const step of steps) {
      step.classList.toggle("lit", step.dataset.from === id || step.dataset.to === id);
    }
  };
  const joined = (id) => new Set(steps.flatMap((step) =>
    step.dataset.from === id ? [step.dataset.to] : step.dataset.to === id ? [step.dataset.from] : []));
  // Not to the drawing itself: what listens for the keyboard in it is one more place to stop at.
  const frame = svg.parentElement;
  frame.addEventListener("focusin", (event) => light(event.target.closest(".node")?.id ?? ""));
  frame.addEventListener("focusout", () => light(""));
  frame.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const here = event.target.closest(".node");
    if (!way || !here) return;
    event.preventDefault();
    const [x, y] = middle(here);
    const near = joined(here.id);
    let best = null, least = Infinity;
    for (const node of nodes) {
      if (node === here) continue;
      const [a, b] = middle(node);
      const along = (a - x) * way[0] + (b - y) * way[1];
      const aside = Math.abs((a - x) * way[1]) + Math.abs((b - y) * way[0]);
      if (along < 8 || (way[1] && aside > 8)) continue;
      const cost = along + aside + (way[0] && !near.has(node.id) ? 10000 : 0);
      if (cost < least) [best, least] = [node, cost];
    }
    if (best) best.focus();
  });
}

// The list of stories follows the desk while somebody else fills it.
const list = document.querySelector("[data-live]");
if (list) {
  const status = document.getElementById("live");
  let tag = null;
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(list.dataset.live, { headers: tag ? { "If-None-Match": tag } : {} });
      if (answer.status !== 200) return;
      const first = tag === null;
      tag = answer.headers.get("ETag");
      const fresh = await answer.text();
      if (first && fresh.trim() === list.innerHTML.trim()) return;
      if (list.contains(document.activeElement)) {
        status.textContent = status.dataset.changed;
      } else if (fresh.trim() !== list.innerHTML.trim()) {
        list.innerHTML = fresh;
        status.textContent = first ? "" : status.dataset.changed;
      }
    } catch {
      // The server is away for a moment: the list stays as it is.
    }
  };
  setInterval(look, 10000);
  document.addEventListener("visibilitychange", look);
}
