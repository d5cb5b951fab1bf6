/**
 * Defines the JSON of pipelines, branches, runs and stages as ks-devops writes it, which has the format of the REST API
 * of Blue Ocean. Consoles read it from annotations, from ConfigMaps and from the REST API. The records are only
 * written, never read. An empty value is left out where ks-devops leaves it out.
 */
package io.jenkins.plugins.kubesphere.devops.api.json;
