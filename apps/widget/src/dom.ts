type Attributes = Readonly<Record<string, string | boolean | undefined>>

/** An element with attributes and children; text becomes text nodes, so nothing a person wrote is ever parsed as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, '')
    else if (typeof value === 'string') made.setAttribute(name, value)
  }
  made.append(...children)
  return made
}

const svg = 'http://www.w3.org/2000/svg'

/** A 24 × 24 line drawing that says nothing to assistive technology; its button carries the name. */
export function icon(...paths: string[]): SVGSVGElement {
  const made = document.createElementNS(svg, 'svg')
  made.setAttribute('viewBox', '0 0 24 24')
  made.setAttribute('aria-hidden', 'true')
  for (const d of paths) {
    const path = document.createElementNS(svg, 'path')
    path.setAttribute('d', d)
    made.append(path)
  }
  return made
}

/** Writes only when it differs: a live region speaks on every write. */
export function setText(target: Node, text: string): void {
  if (target.textContent !== text) target.textContent = text
}
