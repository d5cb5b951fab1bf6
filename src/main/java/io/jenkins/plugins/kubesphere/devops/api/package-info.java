/**
 * The custom resources as Java types, and every name that crosses the border to Kubernetes as a constant.
 *
 * <p>Nothing here acts. Allowed are fabric8's model and rules for names, and Jackson; no client call, no engine, no
 * Jenkins class. The types
 * follow {@code crds/}, field by field, and a test walks both. They decode whatever the schema lets through: words that
 * users write are Strings, open JSON stays a tree, unknown fields are dropped, lists are never null. They are values: a
 * record here may be shared between threads and is never changed, and an object is never written back whole, because
 * what these types do not know would be lost. Write a patch instead.
 */
package io.jenkins.plugins.kubesphere.devops.api;
