package io.jenkins.plugins.kubesphere.devops.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks that no packages use each other in a cycle, in src/main, src/trial and src/test, and that only tests use
 * tests. A package of tests often has the name of the package that it tests, so each source folder is checked for
 * itself.
 */
@AnalyzeClasses(packages = ArchitectureTest.ROOT)
class PackageCyclesTest {
    private enum SourceFolder {
        MAIN,
        TRIAL,
        TEST,
        /** Not one of our classes. */
        NONE
    }

    @ArchTest
    static final ArchRule theFoldersAreToldApart = noClasses()
            .that(areIn(SourceFolder.NONE))
            .should()
            .resideInAPackage(ArchitectureTest.ROOT + "..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule thePluginUsesNeitherTheTrialNorTests = noClasses()
            .that(areIn(SourceFolder.MAIN))
            .should()
            .dependOnClassesThat(areIn(SourceFolder.TRIAL).or(areIn(SourceFolder.TEST)));

    @ArchTest
    static final ArchRule theTrialUsesNoTests =
            noClasses().that(areIn(SourceFolder.TRIAL)).should().dependOnClassesThat(areIn(SourceFolder.TEST));

    /** Each package is a separate slice, so a cycle is found at any depth. */
    @ArchTest
    static final ArchRule noCyclesBetweenPackages = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                    return SliceIdentifier.of(folderOf(javaClass).name(), javaClass.getPackageName());
                }

                @Override
                public String getDescription() {
                    return "packages of one source folder";
                }
            })
            .namingSlices("$1: $2")
            .should()
            .beFreeOfCycles();

    private static DescribedPredicate<JavaClass> areIn(SourceFolder folder) {
        return DescribedPredicate.describe("are in " + folder, javaClass -> folderOf(javaClass) == folder);
    }

    /** Maven compiles src/trial and src/test into the same folder, so only the source file tells them apart. */
    private static SourceFolder folderOf(JavaClass javaClass) {
        String uri =
                javaClass.getSource().map(source -> source.getUri().toString()).orElse("");
        if (uri.contains("/target/classes/")) {
            return SourceFolder.MAIN;
        }
        if (!uri.contains("/target/test-classes/")) {
            return SourceFolder.NONE;
        }
        String file = javaClass.getSource().flatMap(Source::getFileName).orElseThrow();
        Path inTrial = RepositoryRoot.root()
                .resolve("src/trial/java")
                .resolve(javaClass.getPackageName().replace('.', '/'))
                .resolve(file);
        return Files.exists(inTrial) ? SourceFolder.TRIAL : SourceFolder.TEST;
    }
}
