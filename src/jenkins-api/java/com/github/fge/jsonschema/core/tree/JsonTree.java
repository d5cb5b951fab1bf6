package com.github.fge.jsonschema.core.tree;

public interface JsonTree {}
