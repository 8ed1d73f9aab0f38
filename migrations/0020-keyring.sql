-- The keyring: one wrapped data key per owner and version, the master keys they may be wrapped under, and who has been erased.
-- Takes no lock on anything that exists before it.

CREATE SCHEMA keyring;

-- The wrap keys in force, by fingerprint: the current one and, while the master password is being changed, the incoming one.
-- Every data key refers to one of them, so a key wrapped under a password that has gone cannot come into being.
CREATE TABLE keyring.master_key (
  wrap_key_id text PRIMARY KEY CHECK (wrap_key_id ~ '^[0-9a-f]{32}$'),
  state text NOT NULL CHECK (state IN ('current', 'incoming')),
  since timestamptz NOT NULL DEFAULT now(),
  -- While a change is on its way: this wrap key sealed under the one it replaces (its name in the sealing, its bytes) ...
  bridge_id uuid,
  bridge bytea CHECK (octet_length(bridge) = 105),
  bridge_from text,
  -- ... and the new content of config/.auth.
  verifier text,
  CHECK (num_nulls(bridge_id, bridge, bridge_from, verifier) IN (0, 4)),
  CHECK (state = 'current' OR bridge IS NOT NULL)
);
CREATE UNIQUE INDEX master_key_one_of_a_state ON keyring.master_key (state);

CREATE TABLE keyring.data_key (
  id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  owner_kind text NOT NULL CHECK (owner_kind IN ('subject', 'collection', 'purpose')),
  owner_name text NOT NULL CHECK (owner_name <> ''),
  -- prepared: opens, seals nothing yet · active: seals and opens · retired: opens · refused: neither (below the floor)
  state text NOT NULL CHECK (state IN ('prepared', 'active', 'retired', 'refused')),
  wrapped bytea NOT NULL CHECK (octet_length(wrapped) = 105),
  wrap_key_id text NOT NULL CONSTRAINT data_key_under_a_master_in_force REFERENCES keyring.master_key,
  created_at timestamptz NOT NULL DEFAULT now(),
  state_since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, version),
  CONSTRAINT data_key_owner_version UNIQUE (owner_kind, owner_name, version)
);
CREATE UNIQUE INDEX data_key_one_active ON keyring.data_key (owner_kind, owner_name) WHERE state = 'active';
CREATE UNIQUE INDEX data_key_one_prepared ON keyring.data_key (owner_kind, owner_name) WHERE state = 'prepared';

-- Owners whose keys were destroyed. They never get another one, so that a late write cannot bring them back.
CREATE TABLE keyring.destroyed_owner (
  owner_kind text NOT NULL,
  owner_name text NOT NULL,
  destroyed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (owner_kind, owner_name)
);

GRANT USAGE ON SCHEMA keyring TO chatman_runtime;
GRANT SELECT, INSERT, DELETE ON keyring.master_key TO chatman_runtime;
GRANT UPDATE (state, since, bridge_id, bridge, bridge_from, verifier) ON keyring.master_key TO chatman_runtime;
GRANT SELECT, DELETE ON keyring.data_key TO chatman_runtime;
GRANT INSERT (id, version, owner_kind, owner_name, state, wrapped, wrap_key_id) ON keyring.data_key TO chatman_runtime;
GRANT UPDATE (state, state_since, wrapped, wrap_key_id) ON keyring.data_key TO chatman_runtime;
GRANT SELECT, INSERT (owner_kind, owner_name) ON keyring.destroyed_owner TO chatman_runtime;
