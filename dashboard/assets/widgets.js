// Streamlit's own widgets speak English whatever the page speaks: what they say is said here in the
// reader's language, wherever it comes up. What has no words here stays as it is.
const WIDGETS = [
  ".stAppHeader", ".stCode", ".stDateInput", ".stMultiSelect", ".stNumberInput", ".stSelectbox",
  ".stSidebar", ".stTooltipIcon", "[data-testid^=stDataFrameColumn]",
  "[data-testid^=stFileUploader]", "[data-testid=InputInstructions]",
  "[data-testid=stDateInputCalendar]", "[data-testid=stElementToolbar]",
  "[data-testid=stMultiSelectDropdown]", "[data-testid=stSelectboxVirtualDropdown]",
  "[data-testid=stSkipToContent]", "[data-testid=stTooltipContent]",
  "[data-testid=stTooltipHoverTarget]", "[role=dialog]",
].join(",");
const SPOKEN = ["aria-label", "title", "placeholder"];

// The words of the page that is drawn now; what was said before is known by its English.
function speak({ language, phrases }) {
  document.documentElement.lang = language;
  way.phrases = phrases.map(([english, own]) => [pattern(english), own]);
  way.heard ??= new WeakMap();
  hear(document.body);
  if (way.ears) return;
  way.ears = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(hear);
      else hear(target);
    }
  });
  way.ears.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributeFilter: SPOKEN,
  });
}

function pattern(english) {
  const parts = english.split(/\{(\w+)\}/);
  const source = parts.map((part, place) =>
    place % 2 ? `(?<${part}>.+)` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${source.join("")}$`);
}

function hear(node) {
  const element = node instanceof Element ? node : node.parentElement;
  if (!element) return;
  if (element.closest(WIDGETS)) hearAll(node);
  else if (node === element) for (const widget of node.querySelectorAll(WIDGETS)) hearAll(widget);
}

function hearAll(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = root; node; node = walker.nextNode()) {
    if (node instanceof Text) say(node);
    else for (const name of SPOKEN) if (node.hasAttribute?.(name)) say(node.getAttributeNode(name));
  }
}

function say(node) {
  const before = way.heard.get(node);
  const english = before?.own === node.nodeValue ? before.english : node.nodeValue;
  const own = inWords(english);
  if (own === node.nodeValue) return;
  way.heard.set(node, { english, own });
  node.nodeValue = own;
}

function inWords(english) {
  for (const [phrase, own] of way.phrases) {
    const found = phrase.exec(english);
    if (found) return own.replace(/\{(\w+)\}/g, (_field, name) => found.groups[name]);
  }
  const colon = english.indexOf(": ");
  return colon < 0 ? english : inWords(english.slice(0, colon)) + english.slice(colon);
}
