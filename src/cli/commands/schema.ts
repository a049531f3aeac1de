import * as z from 'zod'
import {nearest} from '../../diagnostics/nearest.js'
import {writtenSchemas} from '../../written/index.js'
import {CommandError} from '../command-error.js'

export const run = async (kind: string | undefined): Promise<void> => {
  const kinds = Object.keys(writtenSchemas)
  if (kind === undefined) {
    process.stdout.write(`${kinds.join('\n')}\n`)
    return
  }
  const schema = writtenSchemas[kind]
  if (!schema) {
    const suggestion = nearest(kind, kinds)
    throw new CommandError(
      `There is no schema “${kind}”. ${suggestion ? `Did you mean “${suggestion}”?` : `There are ${kinds.join(', ')}.`}`,
    )
  }
  const json = z.toJSONSchema(schema, {io: 'input', unrepresentable: 'any'})
  process.stdout.write(`${JSON.stringify({...json, title: `coursewright: ${kind}`}, null, 2)}\n`)
}
