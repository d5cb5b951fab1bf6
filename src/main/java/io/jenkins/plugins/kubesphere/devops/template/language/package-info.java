/**
 * Parses and renders templates in the language of Go's text/template, as far as templates of pipelines use it. Users without
 * administrator rights write these templates, so a template cannot reach Java objects, and its time, memory and output are
 * limited.
 */
package io.jenkins.plugins.kubesphere.devops.template.language;
