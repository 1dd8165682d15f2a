using System.IO.Compression;

namespace EcomCenter.Desk.Tests.Pages.Shared;

/// <summary>The bytes that a published desk sends for a page and for its files.</summary>
internal static class CompressedSize
{
    /// <summary>The size in bytes of a page and its files, in Brotli. A published desk compresses a page with each request and its
    /// files once, as small as they get; a desk that runs from its build sends those larger.</summary>
    public static async Task<long> CompressedSizeAsync(this HttpClient browser, string page, IEnumerable<string> files)
    {
        var bytes = await BytesAsync(browser, page, CompressionLevel.Fastest);
        foreach (var file in files) bytes += await BytesAsync(browser, file, CompressionLevel.SmallestSize);
        return bytes;
    }

    private static async Task<long> BytesAsync(HttpClient browser, string address, CompressionLevel level)
    {
        var content = await browser.GetByteArrayAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        using var compressed = new MemoryStream();
        await using (var brotli = new BrotliStream(compressed, level, leaveOpen: true))
            await brotli.WriteAsync(content, TestContext.Current.CancellationToken);
        return compressed.Length;
    }
}
