-- Documents that answer a golden question can be changed, as its words can. Takes no lock that anybody waits for.
-- Way down: REVOKE UPDATE (documents) ON rag.golden_question FROM chatman_runtime.
GRANT UPDATE (documents) ON rag.golden_question TO chatman_runtime;
