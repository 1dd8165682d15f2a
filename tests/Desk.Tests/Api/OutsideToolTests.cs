using EcomCenter.Desk.Staff;
using EcomCenter.Tests;

namespace EcomCenter.Desk.Tests.Api;

/// <summary>Tools that nobody here wrote judge the document, and a client that they generate from it drives the running desk.</summary>
public sealed class OutsideToolTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_keeps_the_recommended_rules_of_Redocly()
    {
        await using var desk = await DeskApp.StartAsync();
        var file = await SaveDocumentAsync(desk, "lint");
        var (code, output) = await NpmTools.RunAsync("@redocly/cli/bin/cli.js", "lint", "--extends=recommended", file);
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task A_client_generated_from_the_document_compiles_strictly_and_drives_the_desk()
    {
        await using var desk = await DeskApp.StartAsync();
        var document = await SaveDocumentAsync(desk, "client");
        var folder = Path.GetDirectoryName(document)!;
        await RunAsync("openapi-typescript/bin/cli.js", document, "--output", Path.Combine(folder, "desk.ts"));
        foreach (var source in (string[])["drive.ts", "schema.ts"])
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Api", "Client", source), Path.Combine(folder, source), overwrite: true);
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"type":"module"}""", Now);
        await RunAsync("typescript/bin/tsc", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--target", "es2022",
            "--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable",
            Path.Combine(folder, "drive.ts"));
        var (code, output) = await NpmTools.RunOwnAsync(Path.Combine(folder, "drive.js"), desk.Address.ToString().TrimEnd('/'),
            await desk.CreateKeyAsync(KeyScope.Staff));
        Assert.True(code == 0 && output.Contains("driven", StringComparison.Ordinal), output);
    }

    private static async Task RunAsync(string script, params string[] arguments)
    {
        var (code, output) = await NpmTools.RunAsync(script, arguments);
        Assert.True(code == 0, output);
    }

    private static async Task<string> SaveDocumentAsync(DeskApp desk, string name)
    {
        var file = Path.Combine(await NpmTools.FolderAsync(name), "openapi.json");
        var document = await desk.AnonymousClient().GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Now);
        await File.WriteAllTextAsync(file, document, Now);
        return file;
    }
}
