using System.IO.Compression;
using System.Text;
using EcomCenter.Contracts;
using EcomCenter.Desk.Files;
using Xunit;

namespace EcomCenter.Desk.Tests.Files;

public sealed class FileTypeDetectorTests
{
    [Theory]
    [InlineData("FFD8FFE000104A464946", "image/jpeg")]
    [InlineData("89504E470D0A1A0A0000000D49484452", "image/png")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("52494646000000005745425056503820", "image/webp")]
    [InlineData("524946460000000057415645666D7420", "audio/wav")]
    [InlineData("00000018667479706865696300000000", "image/heic")]
    [InlineData("0000001C66747970617669660000", "image/avif")]
    [InlineData("00000018667479706D7034320000", "video/mp4")]
    [InlineData("00000018667479704D3441200000", "audio/mp4")]
    [InlineData("0000001466747970717420200000", "video/quicktime")]
    [InlineData("2321414D520A3C", "audio/amr")]
    [InlineData("4944330300000000", "audio/mpeg")]
    [InlineData("FFFB9064000F", "audio/mpeg")]
    [InlineData("FFF15080021FFC", "audio/aac")]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("D0CF11E0A1B11AE100", "application/vnd.ms-office")]
    [InlineData("526172211A0700", "application/vnd.rar")]
    public void The_type_is_detected_from_the_first_bytes(string hex, string type) =>
        Assert.Equal(type, FileTypeDetector.Detect(Convert.FromHexString(hex))?.MimeType);

    [Theory]
    [InlineData("4D5A90000300000004000000FFFF")]
    [InlineData("7F454C460201010000")]
    [InlineData("000000000000000000000000")]
    [InlineData("")]
    public void Programs_and_empty_files_have_no_type(string hex) => Assert.Null(FileTypeDetector.Detect(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("OpusHead", "audio/ogg")]
    [InlineData("\u0080theora", "video/ogg")]
    public void Ogg_is_audio_unless_it_contains_video(string codec, string type) =>
        Assert.Equal(type, FileTypeDetector.Detect([.. "OggS\0\u0002"u8, .. Encoding.Latin1.GetBytes(codec)])?.MimeType);

    [Theory]
    [InlineData("webm", "A_OPUS", "audio/webm")]
    [InlineData("webm", "V_VP8 A_OPUS", "video/webm")]
    [InlineData("webm", "A_OPUS V_VP9", "video/webm")]
    [InlineData("matroska", "V_MPEG4/ISO/AVC", "video/x-matroska")]
    public void A_WebM_recording_is_audio_unless_it_contains_video(string document, string codecs, string type) =>
        Assert.Equal(type,
            FileTypeDetector.Detect([0x1A, 0x45, 0xDF, 0xA3, .. Encoding.ASCII.GetBytes($"\u0042\u0002{document} {codecs}")])?.MimeType);

    [Theory]
    [InlineData("soun", "audio/mp4")]
    [InlineData("soun vide", "video/mp4")]
    public void An_MP4_recording_is_audio_unless_it_contains_video(string tracks, string type) =>
        Assert.Equal(type, FileTypeDetector.Detect([0, 0, 0, 0x18, .. "ftypiso5"u8, .. Encoding.ASCII.GetBytes(tracks)])?.MimeType);

    [Theory]
    [InlineData("word/document.xml", ".docx")]
    [InlineData("xl/workbook.xml", ".xlsx")]
    [InlineData("ppt/presentation.xml", ".pptx")]
    public void Office_files_are_distinguished_from_other_archives(string entry, string extension)
    {
        Assert.Equal(extension, FileTypeDetector.Detect(Archive("[Content_Types].xml", entry))?.Extension);
        Assert.Equal(".zip", FileTypeDetector.Detect(Archive("photos/1.jpg"))?.Extension);
    }

    [Theory]
    [InlineData("我们村的快递三天没有到")]
    [InlineData("پوسۇلكا تېخى كەلمىدى\r\nرەھمەت")]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    public void Text_is_detected_and_content_that_could_run_scripts_counts_as_text(string words)
    {
        var type = FileTypeDetector.Detect(Encoding.UTF8.GetBytes(words));
        Assert.Equal("text/plain", type?.MimeType);
        Assert.False(type?.CanShowInline);
    }

    [Fact]
    public void Text_in_a_legacy_Chinese_encoding_is_text() =>
        Assert.Equal("text/plain", FileTypeDetector.Detect([0xC4, 0xFA, 0xBA, 0xC3, 0x0D, 0x0A])?.MimeType);

    [Fact]
    public void Only_formats_that_browsers_play_are_shown_in_a_page()
    {
        byte[][] shown = [[0xFF, 0xD8, 0xFF], [.. "GIF89a"u8], [.. "OggS"u8]];
        byte[][] downloaded = [[.. "%PDF-"u8], [.. "PK\u0003\u0004"u8], [.. "#!AMR"u8], [.. "<svg/>"u8]];
        Assert.All(shown, file => Assert.True(FileTypeDetector.Detect(file)?.CanShowInline));
        Assert.All(downloaded, file => Assert.False(FileTypeDetector.Detect(file)?.CanShowInline));
        Assert.Equal(FileKind.Document, FileType.Unknown.Kind);
        Assert.False(FileType.Unknown.CanShowInline);
    }

    private static byte[] Archive(params string[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in entries) archive.CreateEntry(entry);
        return bytes.ToArray();
    }
}
