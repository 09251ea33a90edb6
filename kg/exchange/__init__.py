"""A build in other forms: exports, imports, and the store as rdflib sees it."""
