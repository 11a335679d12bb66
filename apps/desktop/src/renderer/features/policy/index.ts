export { BudgetPanel } from './budget-panel.tsx'
export { DecisionPanel } from './decision-panel.tsx'
export { DelayPanel } from './delay-panel.tsx'
export { TrainingPanel } from './training-panel.tsx'
