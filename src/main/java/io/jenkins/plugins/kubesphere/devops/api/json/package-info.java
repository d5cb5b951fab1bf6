/**
 * Defines the JSON of pipelines and branches as ks-devops writes it, which has the format of the REST API of Blue
 * Ocean. Consoles read it from annotations and from the REST API. The records are only written, never read. An empty
 * value is left out where ks-devops leaves it out.
 */
package io.jenkins.plugins.kubesphere.devops.api.json;
