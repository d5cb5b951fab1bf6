/**
 * Estimates how long a match of a regular expression can take, without running the expression. {@code RegexParser}
 * makes a tree of it, and each node of the tree counts the ways in which it can match.
 */
package io.jenkins.plugins.kubesphere.devops.jobxml.regex;
