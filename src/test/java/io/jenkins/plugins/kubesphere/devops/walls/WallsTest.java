package io.jenkins.plugins.kubesphere.devops.walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the house: who may know whom. docs/architecture.md draws them. */
@AnalyzeClasses(packages = WallsTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    static final String ROOT = "io.jenkins.plugins.kubesphere.devops";
    private static final String[] JENKINS = {
        "hudson..", "jenkins..", "org.jenkinsci..", "com.cloudbees..", "org.kohsuke.stapler.."
    };

    @ArchTest
    static final ArchRule arrowsGoOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("jenkins")
            .definedBy(ROOT + ".jenkins..")
            .layer("operator")
            .definedBy(ROOT + ".operator..")
            .optionalLayer("kapis")
            .definedBy(ROOT + ".kapis..")
            .optionalLayer("jobxml")
            .definedBy(ROOT + ".jobxml..")
            .layer("engine")
            .definedBy(ROOT + ".engine..")
            .layer("api")
            .definedBy(ROOT + ".api..")
            .whereLayer("jenkins")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("operator")
            .mayOnlyBeAccessedByLayers("jenkins")
            .whereLayer("kapis")
            .mayOnlyBeAccessedByLayers("jenkins")
            .whereLayer("jobxml")
            .mayOnlyBeAccessedByLayers("jenkins")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("jenkins", "operator", "kapis", "jobxml")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("jenkins", "operator", "kapis", "jobxml", "engine");

    @ArchTest
    static final ArchRule onlyOnePackageKnowsJenkins = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".jenkins..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(JENKINS);

    @ArchTest
    static final ArchRule onlyTheOperatorKnowsItsFramework = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".operator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule theEngineKnowsNoClient = noClasses()
            .that()
            .resideInAPackage(ROOT + ".engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule noCirclesBetweenPackages =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noCirclesInTheOperator =
            slices().matching(ROOT + ".operator.(*)..").should().beFreeOfCycles();
}
