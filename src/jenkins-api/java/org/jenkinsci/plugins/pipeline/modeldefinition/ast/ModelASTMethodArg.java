package org.jenkinsci.plugins.pipeline.modeldefinition.ast;

public interface ModelASTMethodArg {}
