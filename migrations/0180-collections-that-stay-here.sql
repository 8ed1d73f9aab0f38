-- Whether passages of a collection may be put into a prompt for a provider outside. They may not until somebody says so: what nobody has
-- released stays here. The constant default rewrites nothing; the new column takes a short exclusive lock on rag.collection. The way down is
-- DROP COLUMN; every passage may then go wherever the model is.
ALTER TABLE rag.collection ADD COLUMN stays_here boolean NOT NULL DEFAULT true;
GRANT UPDATE (stays_here) ON rag.collection TO chatman_runtime;
