// What sticks out of the window, is clipped, or lies on other text: a list of words.
() => {
  const found = [], wide = document.documentElement.clientWidth;
  const aside = ".unseen, .skip, option, datalist";
  const called = (one) => {
    const look = one.getAttribute("class");
    return `<${one.tagName.toLowerCase()}${look ? ` class="${look}"` : ""}> ${one.textContent.trim().slice(0, 40)}`;
  };
  const seen = (one) => !one.closest(aside)
    && one.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  if (document.documentElement.scrollWidth > wide) {
    found.push(`the page is ${document.documentElement.scrollWidth} wide, its window ${wide}`);
  }
  for (const one of document.body.querySelectorAll("*")) {
    if (!seen(one)) continue;
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    // What scrolls by itself may hold what is wider; it must itself not stick out.
    if (!one.parentElement.closest(".scroll") && (box.left < -0.5 || box.right > wide + 0.5)) {
      found.push(`sticks out (${box.left.toFixed(1)} to ${box.right.toFixed(1)} of ${wide}): ${called(one)}`);
    }
    const style = getComputedStyle(one);
    if (one.matches(".scroll, input, textarea, select, svg *")) continue;
    const clips = (way) => style[way] !== "visible";
    if ((clips("overflowX") && one.scrollWidth > one.clientWidth + 1)
        || (clips("overflowY") && one.scrollHeight > one.clientHeight + 1)) found.push(`clipped: ${called(one)}`);
  }
  // Lines of text: the middle half of their height, since letters of two lines may touch.
  const rows = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !seen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const frame = parent.closest(".scroll")?.getBoundingClientRect();
    for (const box of range.getClientRects()) {
      const left = Math.max(box.left, frame?.left ?? -1e9), right = Math.min(box.right, frame?.right ?? 1e9);
      if (right - left < 1.5 || box.height < 4) continue;
      rows.push({ node, parent, left, right, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4 });
    }
  }
  rows.sort((a, b) => a.top - b.top);
  for (let i = 0; i < rows.length; i++) {
    for (let k = i + 1; k < rows.length && rows[k].top < rows[i].bottom - 1; k++) {
      const [a, b] = [rows[i], rows[k]];
      if (a.node !== b.node && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5) {
        found.push(`overlap: ${called(a.parent)} | ${called(b.parent)}`);
      }
    }
  }
  for (const text of document.querySelectorAll("svg.lineage text, svg.network text")) {
    if (!seen(text)) continue;
    const box = text.getBoundingClientRect(), room = text.closest("svg").getBoundingClientRect();
    if (box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - 1
        || box.bottom > room.bottom + 1) found.push(`cut off by its drawing: ${called(text)}`);
    const own = text.parentElement.querySelector("rect.box")?.getBoundingClientRect();
    if (own && (box.left < own.left - 1 || box.right > own.right + 1)) found.push(`wider than its box: ${called(text)}`);
  }
  return [...new Set(found)];
}
