export { LearningDetail } from './learning-detail.tsx'
export { LearningPanel } from './learning-panel.tsx'
export { learningTabs, useLearning } from './use-learning.ts'
