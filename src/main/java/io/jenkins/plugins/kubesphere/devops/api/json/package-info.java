/**
 * Defines the JSON of ks-devops, which has the shape of Blue Ocean. Consoles read it from annotations and from the REST
 * API. The records are only written, never read. An empty value is left out where ks-devops leaves it out.
 */
package io.jenkins.plugins.kubesphere.devops.api.json;
