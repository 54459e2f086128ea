"""What is shown: one package a page. Screens read frozen models and ask the store for changes."""
