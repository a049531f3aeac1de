/** How many digits a number has behind its decimal point; at most 12 are told apart. */
export const decimals = (value: number): number => {
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Math.min(12, Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent)))
}

/** A number as people write it: importers read exponents as something else. */
export const decimalText = (value: number, digits = decimals(value)): string => {
  if (Number.isInteger(value)) return BigInt(value).toString()
  const text = value.toFixed(digits)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** The answer and the ends of its tolerance, without the dust of binary fractions. */
export const rangeText = (
  answer: number,
  tolerance: number,
): {readonly exact: string; readonly low: string; readonly high: string} => {
  const digits = Math.max(decimals(answer), decimals(tolerance))
  return {
    exact: decimalText(answer),
    low: decimalText(answer - tolerance, digits),
    high: decimalText(answer + tolerance, digits),
  }
}

/** The percentage that one of `count` equal parts is worth. */
export const shareText = (count: number): string => decimalText(100 / count, 6)
