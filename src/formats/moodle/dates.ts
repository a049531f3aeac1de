import type {Options} from './options.js'

const day = 86_400

/** Unix time of the first second of a day of the course, counted from its start. Moodle moves it with the start. */
export const startOfDay = ({start}: Pick<Options, 'start'>, days: number): number =>
  Date.parse(`${start}T00:00:00Z`) / 1000 + days * day

/** Unix time of the last minute of a day. */
export const endOfDay = (options: Pick<Options, 'start'>, days: number): number => startOfDay(options, days + 1) - 60

/** 0: Moodle’s word for “at any time”. */
export const orNever = (time: number | undefined): number => time ?? 0
