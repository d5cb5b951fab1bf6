/** The chart, the rendered manifests and the documented steps, tried with a real Helm and a real kubectl. */
package io.jenkins.plugins.kubesphere.devops.chart;
