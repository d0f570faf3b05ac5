-- Rows of other systems' call logs that became calls here, so that importing again imports nothing twice.

CREATE TABLE imported_calls (
    -- Which log: database, schema and table, or the name that the operator gave it.
    source      text NOT NULL,
    source_id   bigint NOT NULL,
    -- Two rows that were one call have the same.
    call_log_id bigint NOT NULL REFERENCES call_logs (id),
    became      varchar(20) NOT NULL CHECK (became IN ('imported', 'repaired', 'merged')),
    imported_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, source_id)
);
CREATE INDEX imported_calls_by_call ON imported_calls (call_log_id);
