import {formats} from '../../formats/index.js'
import {table} from '../report/table.js'

export const run = async (options: {readonly json?: boolean}): Promise<void> => {
  const rows = formats.map(({id, title, summary}) => ({id, title, summary}))
  process.stdout.write(
    options.json
      ? `${JSON.stringify(rows, null, 2)}\n`
      : `${table(
          ['format', 'name', ''],
          rows.map((row) => [row.id, row.title, row.summary]),
        )}\n`,
  )
}
