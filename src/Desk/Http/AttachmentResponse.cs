using EcomCenter.Desk.Files;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace EcomCenter.Desk.Http;

/// <summary>
/// The HTTP response that carries a stored attachment. Its content is untrusted: images and sounds are shown inline, everything else is a
/// download, and the response is sandboxed so that no script in it can run.
/// </summary>
public static class AttachmentResponse
{
    private const string SandboxPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /// <summary>
    /// Opens the file and sets the response headers. Returns null if there is no file, for example because it was never fetched.
    /// </summary>
    /// <param name="original">True downloads the original file. False serves the copy that every browser plays, if there is one.</param>
    public static FileStreamHttpResult? Open(HttpContext http, AttachmentStore store, Attachment file, bool original)
    {
        var copy = file.HasPlayableCopy && !original ? AttachmentStore.PlayableSuffix : "";
        if (file.State is not AttachmentState.Kept || store.OpenRead(file.Id, copy) is not { } content) return null;
        var type = copy.Length > 0 ? FileTypeDetector.FromMimeType("audio/mp4") : FileTypeDetector.FromMimeType(file.ContentType);
        SetHeaders(http.Response.Headers, type.CanShowInline && !original, SafeFileName.ForDownload(file.Name, type, file.Id));
        var tag = new EntityTagHeaderValue($"\"{file.Id}{copy}\"");
        return TypedResults.Stream(content, type.MimeType, lastModified: file.CreatedAt, entityTag: tag, enableRangeProcessing: true);
    }

    private static void SetHeaders(IHeaderDictionary headers, bool inline, string name)
    {
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = SandboxPolicy;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
