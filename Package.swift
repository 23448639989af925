// swift-tools-version:6.2
import PackageDescription

/// Warnings are errors where the tests run, and never on the machine of somebody who only wants a
/// site: a newer compiler's new warning must not stop a build.
let isStrict = Context.environment["ATTUNE_STRICT"] == "1"

/// `make fuzz` builds everything for libFuzzer and the address sanitizer.
let isFuzzing = Context.environment["ATTUNE_FUZZ"] == "1"

let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

let package = Package(
  name: "attune",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "attune", targets: ["AttuneCLI"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "CYaml", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CBrotli", pkgConfig: "libbrotlienc",
      providers: [.apt(["libbrotli-dev"]), .brew(["brotli"])]),
    .target(name: "Compression", dependencies: ["CBrotli", "CZlib"], swiftSettings: settings),
    .target(
      name: "CPosix",
      linkerSettings: [.linkedFramework("CoreServices", .when(platforms: [.macOS]))]),
    .target(
      name: "CArena", dependencies: ["CMark"],
      cSettings: isFuzzing ? [.define("ATTUNE_SYSTEM_MEMORY")] : []),
    .target(name: "CText"),
    .target(name: "Buffers", swiftSettings: settings),
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(
      name: "Documents",
      dependencies: ["Buffers", "CArena", "CMark", "CText", "CYaml", "Diagnostics"],
      swiftSettings: settings),
    .target(
      name: "Templates", dependencies: ["Buffers", "CText", "Diagnostics"], swiftSettings: settings),
    .target(
      name: "SiteEngine",
      dependencies: [
        "Buffers", "Compression", "CPosix", "Diagnostics", "Documents", "Templates",
      ],
      swiftSettings: settings),
    .target(
      name: "Preview",
      dependencies: [
        "CPosix", "Diagnostics", "Documents", "SiteEngine",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      resources: [.embedInCode("Browser/preview.js"), .embedInCode("Browser/preview.css")],
      swiftSettings: settings),
    .executableTarget(
      name: "AttuneCLI",
      dependencies: [
        "Diagnostics", "Documents", "Preview", "Templates", "SiteEngine",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    // Measured by hand with `make bench`; no part of the product.
    .executableTarget(
      name: "BenchmarkFrontMatter", dependencies: ["Diagnostics", "Documents"],
      path: "Benchmarks/FrontMatter", swiftSettings: settings),
    .executableTarget(
      name: "BenchmarkTemplates", dependencies: ["Diagnostics", "Templates"],
      path: "Benchmarks/Templates", swiftSettings: settings),
    .executableTarget(
      name: "BenchmarkMarkdown", dependencies: ["CMark", "Diagnostics", "Documents"],
      path: "Benchmarks/Markdown", swiftSettings: settings),
    .executableTarget(
      name: "BenchmarkPreview",
      dependencies: ["Diagnostics", "Documents", "Preview", "SiteEngine"],
      path: "Benchmarks/Preview", swiftSettings: settings),
    // Makes up the sites that whole builds are measured with.
    .executableTarget(name: "GenerateSite", path: "Benchmarks/Site", swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["Diagnostics", "Templates"], path: "Tests/TestSupport",
      swiftSettings: settings),
    // What the tests that hold attune to its cost count with.
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    .testTarget(
      name: "BuffersTests", dependencies: ["Buffers", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "DocumentsTests",
      dependencies: ["CMark", "Diagnostics", "Documents", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "TemplatesTests", dependencies: ["Diagnostics", "Templates", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "SiteEngineTests",
      dependencies: [
        "Compression", "Diagnostics", "Documents", "AllocationCounter", "Templates", "SiteEngine",
        "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PreviewTests",
      dependencies: ["Diagnostics", "Documents", "Preview", "SiteEngine", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandTests", dependencies: ["AttuneCLI", "Documents", "SiteEngine", "TestSupport"],
      swiftSettings: settings),
  ]
)

/// `make fuzz` links each of these with libFuzzer; the tests only make sure that they still compile.
let fuzzed: [(name: String, dependencies: [Target.Dependency])] = [
  ("FuzzDiagnostics", ["Diagnostics"]),
  ("FuzzFrontMatter", ["Diagnostics", "Documents"]),
  ("FuzzMarkdown", ["Diagnostics", "Documents"]),
  ("FuzzPictures", ["Diagnostics", "SiteEngine"]),
  ("FuzzTimeZones", ["Documents"]),
  ("FuzzTemplates", ["Diagnostics", "Templates"]),
]
if isStrict || isFuzzing {
  package.targets.append(
    .target(
      name: "FuzzExpectations", dependencies: ["Diagnostics"], path: "Fuzzing/Expectations",
      swiftSettings: settings))
  for (name, dependencies) in fuzzed {
    package.targets.append(
      .target(
        name: name, dependencies: dependencies + ["FuzzExpectations"], path: "Fuzzing/\(name)",
        swiftSettings: settings))
    package.products.append(.library(name: name, type: .static, targets: [name]))
  }
}
if isFuzzing {
  for target in package.targets where target.type == .regular {
    target.swiftSettings =
      (target.swiftSettings ?? [])
      + [.unsafeFlags(["-sanitize=fuzzer,address", "-assert-config", "Debug"])]
  }
}
