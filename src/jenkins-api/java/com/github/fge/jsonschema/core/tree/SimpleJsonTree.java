package com.github.fge.jsonschema.core.tree;

import com.fasterxml.jackson.databind.JsonNode;

public final class SimpleJsonTree implements JsonTree {
    public SimpleJsonTree(JsonNode baseNode) {
        throw new UnsupportedOperationException();
    }
}
