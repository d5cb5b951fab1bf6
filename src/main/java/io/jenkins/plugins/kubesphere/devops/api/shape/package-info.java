/**
 * JSON in the shape that ks-devops gives it, which is that of Blue Ocean: what consoles read from annotations, and from the REST
 * API. Records that are written and not read; what is empty is left out where ks-devops leaves it out.
 */
package io.jenkins.plugins.kubesphere.devops.api.shape;
