import type {Family} from './find.js'

/** A decimal number as every LMS reads it: a point, no exponent, no needless zeros, at most `digits` decimals. */
export const decimal = (value: number, digits = 2): string => {
  const text = (Number.isFinite(value) ? value : 0).toFixed(digits)
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return short === '-0' ? '0' : short
}

/** A length of time: `HHHH:MM:SS.SS` (1.2), `PT#H#M#.##S` (2004; hours, since Moodle's AddTime mangles days). */
export const timespan = (seconds: number, family: Family): string => {
  const hundredths = Math.min(Math.max(Math.round(seconds * 100), 0), 9999 * 360000)
  const hours = Math.floor(hundredths / 360000)
  const minutes = Math.floor(hundredths / 6000) % 60
  const rest = (hundredths % 6000) / 100
  return family === '1.2'
    ? `${pad(hours, 4)}:${pad(minutes)}:${rest < 10 ? '0' : ''}${rest.toFixed(2)}`
    : `PT${hours}H${minutes}M${decimal(rest)}S`
}

/**
 * A moment: the local time of day (1.2), or local date and time without zone (2004). Moodle 5.1 refuses `…05Z` and the
 * three decimals of `toISOString` (mod/scorm/datamodels/scorm_13.js, CMITime).
 */
export const moment = (date: Date, family: Family): string => {
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => pad(part)).join(':')
  return family === '1.2' ? time : `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${time}`
}

/**
 * A text on one line, without control characters, cut after `length` characters but never within one. Lengths are counted
 * in UTF-16 units, as LMSs count. A leading `{` gets a space before it: SCORM 2004 reads it as the start of `{lang=…}`.
 */
export const oneLine = (text: string, length: number, family: Family): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  const flat = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, ' ').trim()
  const plain = family === '2004' && flat.startsWith('{') ? ` ${flat}` : flat
  let cut = ''
  for (const character of plain) {
    if (cut.length + character.length > length) break
    const lone = character.length === 1 && character >= '\ud800' && character <= '\udfff'
    cut += lone ? '\ufffd' : character
  }
  return cut
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')
