// For an Android or JVM project. The repository's own tests do not use Gradle; see ../README.md.
plugins {
    kotlin("jvm") version "2.4.20"
    `java-library`
}

group = "netcode"
version = "0.1.0"

repositories { mavenCentral() }

dependencies {
    // The generated sources call the library through JNA; on Android take its "@aar" artifact.
    implementation("net.java.dev.jna:jna:5.17.0")
    // Calls that may touch a file suspend.
    implementation("org.jetbrains.kotlinx:kotlinx-coroutines-core:1.10.2")
    testImplementation(kotlin("test-junit5"))
    testImplementation("com.google.code.gson:gson:2.10.1")
}

sourceSets.main { kotlin.srcDir("../../../target/mobile/kotlin") }
// The tests try the examples' own functions.
sourceSets.test { kotlin.srcDir("../../../examples/kotlin") }

kotlin { jvmToolchain(17) }

tasks.test {
    useJUnitPlatform()
    systemProperty("netcode.vectors", "../../../vectors")
    systemProperty("jna.library.path", "../../../target/debug")
}
