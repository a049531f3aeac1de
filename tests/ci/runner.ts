import {spawnSync} from 'node:child_process'
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parse} from 'yaml'
import {root} from '../helpers/cli.js'

export interface Step {
  readonly name?: string
  readonly id?: string
  readonly uses?: string
  readonly if?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

export interface Workflow {
  readonly permissions?: unknown
  readonly jobs: Readonly<
    Record<
      string,
      {readonly permissions?: unknown; readonly env?: Readonly<Record<string, string>>; readonly steps: readonly Step[]}
    >
  >
}

export interface Action {
  readonly inputs: Readonly<Record<string, {readonly default?: string}>>
  readonly runs: {readonly steps: readonly Step[]}
}

export const readYamlFile = <T>(path: string): T => parse(readFileSync(join(root, path), 'utf8')) as T

export interface Job {
  /** The checked-out repository. */
  readonly folder: string
  /** Commands that the steps call, by name: scripts for bash. */
  readonly commands: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
}

export interface Outcome {
  readonly code: number
  readonly log: string
  readonly summary: string
}

/**
 * Runs the steps of a job as a runner would, `run:` by `run:`, out of the file itself. Actions of others are passed over;
 * the project's own (`uses: ./`) runs too, but for its installation.
 */
export const runJob = ({jobs}: Workflow, job: string, {folder, commands, env}: Job): Outcome => {
  const {steps, env: jobEnv = {}} = jobs[job] as Workflow['jobs'][string]
  const work = mkdtempSync(join(tmpdir(), 'coursewright-ci-'))
  const bin = join(work, 'bin')
  mkdirSync(bin)
  for (const [name, script] of Object.entries(commands)) {
    writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${script}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  const summary = join(work, 'summary.md')
  writeFileSync(summary, '')
  const values: Record<string, string> = {
    'github.token': 'token',
    ...Object.fromEntries(Object.entries(jobEnv).map(([name, value]) => [`env.${name}`, value])),
  }
  const fill = (text: string): string =>
    text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => values[name] ?? '')
  let log = ''
  const runSteps = (list: readonly Step[]): number => {
    for (const step of list) {
      if (step.uses === './') {
        const {inputs, runs} = readYamlFile<Action>('action.yml')
        for (const [name, {default: value = ''}] of Object.entries(inputs))
          values[`inputs.${name}`] = fill(step.with?.[name] ?? value)
        const code = runSteps(runs.steps.filter((each) => !each.name?.startsWith('Install')))
        if (code !== 0) return code
      }
      if (!step.run) continue
      const output = join(work, 'output')
      writeFileSync(output, '')
      const {status, stdout, stderr} = spawnSync('bash', ['-c', fill(step.run)], {
        cwd: folder,
        encoding: 'utf8',
        env: {
          ...process.env,
          ...jobEnv,
          ...env,
          ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(String(value))])),
          PATH: `${bin}:${process.env.PATH}`,
          GITHUB_OUTPUT: output,
          GITHUB_STEP_SUMMARY: summary,
        },
      })
      log += stdout + stderr
      for (const line of readFileSync(output, 'utf8').split('\n').filter(Boolean)) {
        const [name = '', value = ''] = line.split(/=(.*)/s)
        values[`steps.${step.id}.outputs.${name}`] = value
      }
      if (status !== 0) return status ?? 1
    }
    return 0
  }
  const code = runSteps(steps)
  return {code, log, summary: readFileSync(summary, 'utf8')}
}
