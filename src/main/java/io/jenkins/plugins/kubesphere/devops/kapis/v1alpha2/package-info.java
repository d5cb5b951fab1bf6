/** The routes of v1alpha2, which clients use beside v1alpha3. */
package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha2;
