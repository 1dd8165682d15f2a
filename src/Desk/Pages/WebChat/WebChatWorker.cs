using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.FileProviders;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>
/// Serves the script of the chat's service worker. Before it stand the files that it keeps and the version of this program, so that a
/// browser notices every other version.
/// </summary>
public sealed class WebChatWorker(IWebHostEnvironment site)
{
    private const string ResourceName = "EcomCenter.Desk.WebChatWorker.js", ScriptFolder = "js/chat";

    private readonly Lazy<string> _script = new(() => Build(site.WebRootFileProvider));

    public ContentHttpResult Send(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-cache";
        // The script stands in the folder of the chat and also answers for the folder's own address.
        http.Response.Headers["Service-Worker-Allowed"] = WebChatEndpoints.Path;
        return TypedResults.Text(_script.Value, "text/javascript", Encoding.UTF8);
    }

    private static string Build(IFileProvider files)
    {
        var scripts = files.GetDirectoryContents(ScriptFolder).Select(file => file.Name)
            .Where(name => name.EndsWith(".js", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => $"/{ScriptFolder}/{name}");
        string[] shell = ["/css/desk.css", "/css/chat.css", "/mark.svg", "/Pages/WebChat/WebChatPage.razor.js", .. scripts];
        return $"const VERSION = '{ComputeVersion(files, shell)}', SHELL = {JsonSerializer.Serialize(shell)};\n{ReadTemplate()}";
    }

    /// <summary>Covers the files, and the program itself because it renders the page with its texts.</summary>
    private static string ComputeVersion(IFileProvider files, IEnumerable<string> shell)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(WebChatWorker).Module.ModuleVersionId.ToByteArray());
        foreach (var path in shell)
        {
            using var content = files.GetFileInfo(path).CreateReadStream();
            hash.AppendData(SHA256.HashData(content));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static string ReadTemplate()
    {
        using var resource = typeof(WebChatWorker).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException("The script of the service worker is missing from the program.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
