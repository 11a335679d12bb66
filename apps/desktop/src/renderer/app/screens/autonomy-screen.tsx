import { AutonomyPanel } from '../../features/autonomy/index.ts'
import { useMay } from '../console-context.tsx'
import { ForbiddenScreen } from './forbidden-screen.tsx'

export function AutonomyScreen() {
  return useMay('insight.read') ? <AutonomyPanel /> : <ForbiddenScreen />
}
