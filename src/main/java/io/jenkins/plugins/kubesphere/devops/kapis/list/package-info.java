/** Lists of objects: which of them a query asks for, in which order, and which page. */
package io.jenkins.plugins.kubesphere.devops.kapis.list;
