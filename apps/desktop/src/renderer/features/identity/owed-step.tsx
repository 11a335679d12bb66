import { assertNever } from '@countersign/shared/kernel/assert-never'
import { useState } from 'react'
import { SecondFactorForm } from './second-factor-form.tsx'
import { SecondFactorSetup } from './second-factor-setup.tsx'
import type { Owed } from './use-way-in.ts'
import { VerifyEmailForm } from './verify-email-form.tsx'

interface OwedStepProps {
  readonly owed: Owed
  /** The address that was signed in with; empty where a link stood for it. */
  readonly email: string
  readonly onStartOver: () => void
  readonly onInside?: (() => void) | undefined
}

/** The step that follows a right proof, and those that follow it. */
export function OwedStep({ owed: first, email, onStartOver, onInside }: OwedStepProps) {
  const [owed, setOwed] = useState(first)
  switch (owed.kind) {
    case 'second_factor':
      return (
        <SecondFactorForm
          challenge={owed.challenge}
          methods={owed.methods}
          onStartOver={onStartOver}
          onInside={onInside}
        />
      )
    case 'second_factor_setup':
      return <SecondFactorSetup challenge={owed.challenge} onStartOver={onStartOver} onInside={onInside} />
    case 'verification':
      return <VerifyEmailForm email={email} onOwed={setOwed} onStartOver={onStartOver} onInside={onInside} />
    default:
      return assertNever(owed)
  }
}
