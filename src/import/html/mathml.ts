import type {Element, ElementContent} from 'hast'
import {attribute, isElement, wordsOf} from './tree.js'

/** Presentation MathML as TeX; undefined where an element has no counterpart. */
export const texOf = (math: Element): string | undefined => {
  try {
    return rowOf(math.children).replace(/\s+/g, ' ').trim() || undefined
  } catch (error) {
    if (error instanceof Unknown) return undefined
    throw error
  }
}

class Unknown extends Error {}

const rowOf = (children: readonly ElementContent[]): string =>
  children
    .filter((child): child is Element => isElement(child))
    .map(nodeOf)
    .join('')

const nodeOf = (node: Element): string => {
  const parts = node.children.filter((child): child is Element => isElement(child))
  const part = (index: number): string => {
    const found = parts[index]
    if (!found) throw new Unknown()
    return nodeOf(found)
  }
  const braced = (index: number): string => `{${part(index)}}`
  switch (node.tagName) {
    case 'mrow':
    case 'mstyle':
    case 'mpadded':
    case 'merror':
    case 'semantics':
      return node.tagName === 'semantics' ? part(0) : rowOf(node.children)
    case 'mi':
      return identifier(wordsOf(node), attribute(node, 'mathVariant') ?? attribute(node, 'mathvariant'))
    case 'mn':
      return wordsOf(node).replace(/%/g, '\\%')
    case 'mo':
      return operator(wordsOf(node))
    case 'mtext':
    case 'ms':
      return `\\text{${plain(wordsOf(node))}}`
    case 'mspace':
      return '\\ '
    case 'mphantom':
      return ''
    case 'msup':
      return `${base(part(0))}^${braced(1)}`
    case 'msub':
      return `${base(part(0))}_${braced(1)}`
    case 'msubsup':
    case 'munderover':
      return `${base(part(0))}_${braced(1)}^${braced(2)}`
    case 'mfrac':
      return `\\frac${braced(0)}${braced(1)}`
    case 'msqrt':
      return `\\sqrt{${rowOf(node.children)}}`
    case 'mroot':
      return `\\sqrt[${part(1)}]${braced(0)}`
    case 'mover': {
      const accent = accents[wordsOf(parts[1])]
      return accent ? `\\${accent}${braced(0)}` : `\\overset${braced(1)}${braced(0)}`
    }
    case 'munder':
      return /\\(?:lim|max|min|sup|inf|sum|prod)/.test(part(0))
        ? `${part(0)}_${braced(1)}`
        : `\\underset${braced(1)}${braced(0)}`
    case 'mfenced':
      return `\\left(${parts.map(nodeOf).join(',')}\\right)`
    case 'mtable':
      return `\\begin{matrix}${parts
        .map((row) =>
          row.children
            .filter((cell): cell is Element => isElement(cell))
            .map((cell) => rowOf(cell.children))
            .join(' & '),
        )
        .join(' \\\\ ')}\\end{matrix}`
    default:
      throw new Unknown()
  }
}

/** A base of several signs is a group. */
const base = (tex: string): string => (/^(?:.|\\[A-Za-z]+ ?)$/su.test(tex) ? tex : `{${tex}}`)

const identifier = (word: string, variant: string | undefined): string => {
  const name = signs[word]
  if (name !== undefined) return `\\${name} `
  if ([...word].length <= 1) return variant === 'normal' ? `\\mathrm{${word}}` : word
  return functions.has(word) ? `\\${word} ` : `\\mathrm{${plain(word)}}`
}

const operator = (sign: string): string => {
  if (sign === '') return ''
  const name = signs[sign]
  if (name !== undefined) return `\\${name} `
  if (invisible.test(sign)) return ''
  if (/^[{}%&#$_]$/.test(sign)) return `\\${sign}`
  return functions.has(sign) ? `\\${sign} ` : sign === '−' ? '-' : sign
}

/** Signs between factors and functions that nobody sees (U+2061 to U+2064). */
const invisible = /^[\u2061-\u2064]$/

const plain = (text: string): string => text.replace(/[\\{}$%&#_^~]/g, ' ')

const functions = new Set(
  'sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln exp lim max min sup inf det dim ker gcd deg arg'.split(
    ' ',
  ),
)

const accents: Readonly<Record<string, string>> = {
  '¯': 'bar',
  '‾': 'overline',
  '→': 'vec',
  '^': 'hat',
  '~': 'tilde',
  '˙': 'dot',
  '¨': 'ddot',
  '⏞': 'overbrace',
}

const signs: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'α alpha,β beta,γ gamma,δ delta,ε varepsilon,ϵ epsilon,ζ zeta,η eta,θ theta,ϑ vartheta,ι iota,κ kappa,λ lambda,μ mu,ν nu,ξ xi,π pi,ρ rho,σ sigma,τ tau,υ upsilon,φ varphi,ϕ phi,χ chi,ψ psi,ω omega,' +
    'Γ Gamma,Δ Delta,Θ Theta,Λ Lambda,Ξ Xi,Π Pi,Σ Sigma,Φ Phi,Ψ Psi,Ω Omega,' +
    '∑ sum,∏ prod,∫ int,∬ iint,∮ oint,∂ partial,∇ nabla,∞ infty,√ surd,± pm,∓ mp,× times,÷ div,⋅ cdot,· cdot,∗ ast,∘ circ,' +
    '≤ le,≥ ge,≠ ne,≈ approx,≡ equiv,∼ sim,≅ cong,∝ propto,≪ ll,≫ gg,< lt,> gt,' +
    '∈ in,∉ notin,∋ ni,⊂ subset,⊆ subseteq,⊃ supset,⊇ supseteq,∪ cup,∩ cap,∅ emptyset,∖ setminus,' +
    '∀ forall,∃ exists,¬ neg,∧ wedge,∨ vee,⊕ oplus,⊗ otimes,⊥ perp,∥ parallel,∠ angle,' +
    '→ to,← leftarrow,↔ leftrightarrow,⇒ Rightarrow,⇐ Leftarrow,⇔ Leftrightarrow,↦ mapsto,↑ uparrow,↓ downarrow,' +
    '… ldots,⋯ cdots,⋮ vdots,⋱ ddots,′ prime,ℓ ell,ℏ hbar,ℜ Re,ℑ Im,ℵ aleph,⟨ langle,⟩ rangle,⌊ lfloor,⌋ rfloor,⌈ lceil,⌉ rceil,‖ Vert'
  )
    .split(',')
    .map((pair) => pair.split(' ')),
)
