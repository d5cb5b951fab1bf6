package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Provides a Kubernetes cluster to the tests of a class. All tests of a test run share the cluster, in which the CRDs
 * of crds/ are installed. {@link KubernetesCluster#forTests} chooses the cluster; {@link ClusterExtension} lists the
 * parameters that tests can have.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClusterExtension.class)
public @interface WithCluster {}
