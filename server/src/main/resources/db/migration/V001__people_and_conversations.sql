-- The people and conversations of the host application, as it pushed them or its tokens told.

CREATE TABLE users (
    id             bigint PRIMARY KEY CHECK (id >= 1),
    name           text NOT NULL DEFAULT '',
    avatar         text NULL,
    -- Missed calls that changed after this moment are unseen.
    missed_seen_at timestamptz NOT NULL DEFAULT '-infinity',
    updated_at     timestamptz NOT NULL DEFAULT now()
);

-- The seed's acting profiles: a person may be a student here and a tutor there.
CREATE TABLE profiles (
    profile_id   bigint NOT NULL,
    profile_type varchar(50) NOT NULL,
    user_id      bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (profile_id, profile_type)
);
CREATE INDEX profiles_by_user ON profiles (user_id);

CREATE TABLE conversations (
    id         bigint PRIMARY KEY CHECK (id >= 1),
    type       varchar(20) NOT NULL DEFAULT 'direct' CHECK (type IN ('direct', 'group')),
    name       text NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE participants (
    conversation_id bigint NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    user_id         bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    profile_id      bigint NOT NULL,
    profile_type    varchar(50) NOT NULL,
    PRIMARY KEY (conversation_id, user_id)
);
CREATE INDEX participants_by_user ON participants (user_id);
