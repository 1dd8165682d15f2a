using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DoubtedSlips : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsStartDoubted",
                table: "transfer_slips",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsStartDoubted",
                table: "head_referrals",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_transfer_slips_IsStartDoubted",
                table: "transfer_slips",
                column: "IsStartDoubted",
                filter: "\"IsStartDoubted\"");

            migrationBuilder.CreateIndex(
                name: "IX_head_referrals_IsStartDoubted",
                table: "head_referrals",
                column: "IsStartDoubted",
                filter: "\"IsStartDoubted\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_transfer_slips_IsStartDoubted",
                table: "transfer_slips");

            migrationBuilder.DropIndex(
                name: "IX_head_referrals_IsStartDoubted",
                table: "head_referrals");

            migrationBuilder.DropColumn(
                name: "IsStartDoubted",
                table: "transfer_slips");

            migrationBuilder.DropColumn(
                name: "IsStartDoubted",
                table: "head_referrals");
        }
    }
}
