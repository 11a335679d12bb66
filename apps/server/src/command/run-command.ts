import { EnvError } from '../config/env.ts'

/** What a command on the server ends with: the exit code. */
export type Command = () => Promise<number>

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** For what must not be taken for the command's output. */
export const complain = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** Runs a command and ends the process with its code; what went wrong is told in one line. */
export function runCommand(command: Command): void {
  command().then(
    code => process.exit(code),
    (error: unknown) => {
      const told = error instanceof EnvError || error instanceof Error ? error.message : String(error)
      process.stderr.write(`${told}\n`)
      process.exit(1)
    },
  )
}
