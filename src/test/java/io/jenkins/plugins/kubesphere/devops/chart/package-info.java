/** Tests the chart, the rendered manifests and the documented steps with the real Helm and kubectl. */
package io.jenkins.plugins.kubesphere.devops.chart;
