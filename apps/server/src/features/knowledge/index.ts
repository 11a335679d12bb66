export { type CatalogueEntry, lookUpProducts } from './look-up-products.ts'
export { type Passage, retrievePassages } from './retrieve-passages.ts'
