// The Markdown that a TextBlock knows: strong, emphasis, links and lists of one level. Everything else stands as it is.
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function inline(text) {
  return text
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign])
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*(.+?)\*\*/g, "<b>$1</b>")
    .replace(/(^|[^\p{L}\p{N}])_([^_]+)_(?![\p{L}\p{N}])/gu, "$1<i>$2</i>");
}

export function html(text) {
  const lines = text.split("\n");
  if (!lines.every((line) => line.startsWith("- "))) return lines.map(inline).join(" ");
  return `<ul>${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join("")}</ul>`;
}
