import colours from 'picocolors'

/** Colour for people at a terminal; honours NO_COLOR and FORCE_COLOR. */
const {red, yellow, green, bold, dim, cyan} = colours.createColors(
  process.env.NO_COLOR ? false : Boolean(process.env.FORCE_COLOR) || process.stderr.isTTY === true,
)
export const paint = {red, yellow, green, bold, dim, cyan}
