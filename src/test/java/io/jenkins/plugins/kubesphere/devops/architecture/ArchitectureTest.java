package io.jenkins.plugins.kubesphere.devops.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.DaemonThreads;

/** Checks which packages of src/main may use which. docs/architecture.md shows them. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.jenkins.plugins.kubesphere.devops";
    private static final String[] JENKINS = {
        "hudson..", "jenkins..", "org.jenkinsci..", "com.cloudbees..", "org.kohsuke.stapler.."
    };

    @ArchTest
    static final ArchRule dependenciesBetweenLayersGoOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("jenkins")
            .definedBy(ROOT + ".jenkins..")
            .layer("operator")
            .definedBy(ROOT + ".operator..")
            .optionalLayer("kapis")
            .definedBy(ROOT + ".kapis..")
            .layer("kubernetes")
            .definedBy(ROOT + ".kubernetes..")
            .optionalLayer("jobxml")
            .definedBy(ROOT + ".jobxml..")
            .layer("engine")
            .definedBy(ROOT + ".engine..")
            .layer("template")
            .definedBy(ROOT + ".template..")
            .layer("api")
            .definedBy(ROOT + ".api..")
            .whereLayer("jenkins")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("operator")
            .mayOnlyBeAccessedByLayers("jenkins")
            .whereLayer("kapis")
            .mayOnlyBeAccessedByLayers("jenkins")
            .whereLayer("kubernetes")
            .mayOnlyBeAccessedByLayers("jenkins", "operator", "kapis")
            .whereLayer("jobxml")
            .mayOnlyBeAccessedByLayers("jenkins")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("jenkins", "operator", "kapis", "jobxml")
            .whereLayer("template")
            .mayOnlyBeAccessedByLayers("operator", "kapis")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("jenkins", "operator", "kapis", "kubernetes", "jobxml", "engine", "template");

    @ArchTest
    static final ArchRule onlyThePackageJenkinsUsesJenkins = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".jenkins..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(JENKINS);

    @ArchTest
    static final ArchRule onlyTheOperatorUsesItsFramework = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".operator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule theEngineDoesNotUseTheKubernetesClient = noClasses()
            .that()
            .resideInAPackage(ROOT + ".engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..");

    /** A thread inherits the class loader of the thread that starts it, which may be that of a build. */
    @ArchTest
    static final ArchRule threadsAreCreatedInOnePlace = noClasses()
            .that()
            .doNotBelongToAnyOf(DaemonThreads.class)
            .should()
            .callConstructorWhere(target(owner(assignableTo(Thread.class))));
}
